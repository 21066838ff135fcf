/**
 * Forms as Camunda Modeler draws them: read from their files, shown as pages, read back checked.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"web"})
package dev.sopflow.form;
