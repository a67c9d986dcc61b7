/** Data sets: folders of images, sounds or arrays, by class. */
@NullMarked
package dev.pex.codesign.data;

import org.jspecify.annotations.NullMarked;
