package dev.selvedge.domain.objects;

import static java.util.Objects.requireNonNull;

import dev.selvedge.domain.objects.ObjectStore.Presentation;
import dev.selvedge.domain.objects.ObjectStore.UploadRule;

/** What a signed URL of our own lets its bearer do: one thing, to one object. */
public sealed interface Grant {

    String key();

    /** GET and HEAD. */
    record Download(String key, Presentation presentation) implements Grant {
        public Download {
            requireNonNull(key);
            requireNonNull(presentation);
        }
    }

    /** PUT of the whole object. */
    record Upload(String key, UploadRule rule) implements Grant {
        public Upload {
            requireNonNull(key);
            requireNonNull(rule);
        }
    }

    /** PUT of one part of a multipart upload. */
    record PartUpload(String key, String uploadId, int partNumber, UploadRule rule) implements Grant {
        public PartUpload {
            requireNonNull(key);
            requireNonNull(uploadId);
            requireNonNull(rule);
        }
    }
}
