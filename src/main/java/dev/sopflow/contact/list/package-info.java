/** Reads lists of people as they really come: CSV in any usual encoding, and XLSX. */
package dev.sopflow.contact.list;
