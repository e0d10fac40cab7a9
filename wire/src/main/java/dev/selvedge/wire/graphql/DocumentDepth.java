package dev.selvedge.wire.graphql;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How deep the fields of a document are nested, whatever a request leaves out of it. Found once with the document: the
 * engine's own limit walks through it with each request, which takes a seventh of the time of a short mutation.
 */
final class DocumentDepth {

    private final Map<String, FragmentDefinition> fragments;
    private final Map<String, Integer> ofFragments = new HashMap<>();

    private DocumentDepth(Document document) {
        this.fragments = document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .collect(Collectors.toMap(FragmentDefinition::getName, each -> each));
    }

    /** Of the deepest operation; fields of the root are 1 deep. The document has been found valid: no fragment is in itself. */
    static int of(Document document) {
        DocumentDepth depth = new DocumentDepth(document);
        return document.getDefinitionsOfType(OperationDefinition.class).stream()
                .mapToInt(operation -> depth.of(operation.getSelectionSet()))
                .max()
                .orElse(0);
    }

    private int of(SelectionSet selected) {
        int deepest = 0;
        for (Selection<?> each : selected == null ? List.<Selection<?>>of() : selections(selected)) {
            int depth = switch (each) {
                case Field field -> 1 + of(field.getSelectionSet());
                case InlineFragment fragment -> of(fragment.getSelectionSet());
                case FragmentSpread spread -> ofFragment(spread.getName());
                default -> 0;
            };
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static List<Selection<?>> selections(SelectionSet set) {
        return (List) set.getSelections();
    }

    /** Remembered, since each fragment may spread the next one twice. */
    private int ofFragment(String name) {
        Integer known = ofFragments.get(name);
        if (known == null) {
            FragmentDefinition fragment = fragments.get(name);
            known = fragment == null ? 0 : of(fragment.getSelectionSet());
            ofFragments.put(name, known);
        }
        return known;
    }
}
