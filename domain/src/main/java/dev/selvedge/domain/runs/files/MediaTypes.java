package dev.selvedge.domain.runs.files;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The content type that a file's name suggests; what browsers and our pages choose their viewers by. */
public final class MediaTypes {

    private static final String UNKNOWN = "application/octet-stream";

    private static final Map<String, String> BY_EXTENSION = new HashMap<>();

    static {
        add(
                "text/plain",
                "txt log out err text cfg conf ini toml properties env patch diff requirements lock sh bash zsh bat ps1 r jl c h cc cpp hpp cu rs go java kt scala rb pl lua sql tex bib rst");
        add("text/x-python", "py pyi");
        add("text/markdown", "md markdown");
        add("text/yaml", "yaml yml");
        add("text/csv", "csv");
        add("text/tab-separated-values", "tsv");
        add("text/html", "html htm");
        add("text/css", "css");
        add("text/javascript", "js mjs cjs");
        add("text/xml", "xml");
        add("application/json", "json ipynb geojson");
        add("application/jsonl", "jsonl ndjson");
        add("application/pdf", "pdf");
        add("image/png", "png");
        add("image/jpeg", "jpg jpeg");
        add("image/gif", "gif");
        add("image/webp", "webp");
        add("image/bmp", "bmp");
        add("image/tiff", "tif tiff");
        add("image/svg+xml", "svg");
        add("image/avif", "avif");
        add("image/x-icon", "ico");
        add("audio/wav", "wav");
        add("audio/mpeg", "mp3");
        add("audio/flac", "flac");
        add("audio/ogg", "ogg oga");
        add("audio/mp4", "m4a");
        add("audio/aac", "aac");
        add("video/mp4", "mp4 m4v");
        add("video/webm", "webm");
        add("video/ogg", "ogv");
        add("video/quicktime", "mov");
        add("video/x-msvideo", "avi");
        add("video/x-matroska", "mkv");
        add("model/gltf+json", "gltf");
        add("model/gltf-binary", "glb");
        add("model/obj", "obj");
        add("model/stl", "stl");
        add("chemical/x-pdb", "pdb pdbqt");
        add("chemical/x-mdl-sdfile", "sdf sd");
        add("chemical/x-mol2", "mol2");
        add("application/vnd.apache.parquet", "parquet");
        add("application/zip", "zip");
        add("application/gzip", "gz tgz");
        add("application/x-tar", "tar");
        add("application/wasm", "wasm");
    }

    /** Scripts in these run when a browser is led to them. */
    private static final Set<String> PAGES = Set.of("text/html", "image/svg+xml", "text/xml");

    private MediaTypes() {}

    static boolean runsInBrowsers(String type) {
        return PAGES.contains(type);
    }

    /** As it is declared to browsers, which would guess another encoding. */
    static String shown(String type) {
        return type.startsWith("text/") ? type + "; charset=utf-8" : type;
    }

    private static void add(String type, String extensions) {
        for (String extension : extensions.split(" ")) {
            BY_EXTENSION.put(extension, type);
        }
    }

    public static String ofName(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        int dot = last.lastIndexOf('.');
        return dot < 0
                ? UNKNOWN
                : BY_EXTENSION.getOrDefault(last.substring(dot + 1).toLowerCase(Locale.ROOT), UNKNOWN);
    }
}
