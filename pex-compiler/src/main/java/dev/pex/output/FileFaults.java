package dev.pex.output;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Explains in words why the file system refused an operation. */
public final class FileFaults {
    private FileFaults() {}

    /** The reason, without the name of the exception's class. */
    public static String reason(IOException fault) {
        if (fault instanceof AccessDeniedException) {
            return "access denied to " + fault.getMessage();
        }
        if (fault instanceof NoSuchFileException) {
            return fault.getMessage() + " does not exist";
        }
        if (fault instanceof NotDirectoryException) {
            return fault.getMessage() + " is not a folder";
        }
        if (fault instanceof FileAlreadyExistsException || fault instanceof DirectoryNotEmptyException) {
            return fault.getMessage() + " is in the way";
        }
        if (fault instanceof FileSystemException named && named.getReason() != null) {
            return named.getFile() + ": " + named.getReason();
        }
        String message = fault.getMessage();
        return message == null ? "input or output failed" : message;
    }
}
