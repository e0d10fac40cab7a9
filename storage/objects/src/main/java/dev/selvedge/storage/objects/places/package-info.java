/** Several object stores behind one, told apart by what keys begin with. */
package dev.selvedge.storage.objects.places;
