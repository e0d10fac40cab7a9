package dev.selvedge.domain.runs;

/** Of {@link RunDocuments} those that a run's {@link Run#valuesVersion} stands for. */
public record RunTexts(String config, String summary) {}
