/** What every page and REST end shares: layout, paging, problems in plain words. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package dev.sopflow.web;
