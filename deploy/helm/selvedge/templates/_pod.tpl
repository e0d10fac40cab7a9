{{/* Requests by product (docs/reference/reference-architecture.md); limits on memory only: a CPU limit stalls a JVM. */}}
{{- define "selvedge.resources" -}}
{{- $own := index .root.Values .component "resources" }}
{{- if $own }}{{ toYaml $own }}{{ else }}
{{- $prod := eq .root.Values.profile "prod" }}
{{- $app := eq .component "app" }}
{{- $percent := get (dict "models" 100 "weave" (ternary 150 200 $prod) "both" 200) .root.Values.products }}
{{- $cpu := ternary (ternary 1500 1000 $app) (ternary 400 300 $app) $prod }}
{{- $memory := printf "%dMi" (div (mul (ternary 6144 1536 $prod) $percent) 100) -}}
requests: {cpu: {{ div (mul $cpu $percent) 100 }}m, memory: {{ $memory }}}
limits: {memory: {{ $memory }}}
{{- end }}
{{- end }}

{{- define "selvedge.env" -}}
- name: HOST
  value: {{ .root.Values.global.host | quote }}
{{- if ne .root.Values.profile "poc" }}
- name: SELVEDGE_MODE
  value: production
{{- end }}
{{- if not (include "selvedge.single" .root) }}
- name: SELVEDGE_SECRET
  valueFrom:
    secretKeyRef:
      name: {{ .root.Values.secrets.existingSecret | default (printf "%s-keys" (include "selvedge.name" .root)) }}
      key: secret
{{- end }}
- name: SELVEDGE_OPERATIONS_ADDRESS
  value: "0.0.0.0"
- name: SELVEDGE_OPERATIONS_DRAIN
  value: {{ .root.Values.app.drain | quote }}
{{- with .root.Values.app.logFormat }}
- name: LOGGING_STRUCTURED_FORMAT_CONSOLE
  value: {{ . | quote }}
{{- end }}
{{- with .root.Values.app.trustedProxies }}
- name: SELVEDGE_TRUSTED_PROXIES
  value: {{ join "," . | quote }}
{{- end }}
{{- if include "selvedge.hasCa" .root }}
- name: SELVEDGE_CA_FOLDER
  value: /etc/selvedge/ca
{{- end }}
- name: JDK_JAVA_OPTIONS
  value: {{ printf "-XX:MaxRAMPercentage=%v -Djava.io.tmpdir=/tmp %s" .root.Values.app.jvm.maxRamPercent .root.Values.app.jvm.extra | trim | quote }}
{{- include "selvedge.connectionEnv" (dict "root" .root "own" (printf "%s-connections" (include "selvedge.name" .root))) }}
{{- with .root.Values.global.auth.sessionLengthHours }}
- name: SESSION_LENGTH
  value: {{ . | quote }}
{{- end }}
{{- include "selvedge.mailEnv" .root }}
{{- include "selvedge.limitsEnv" .root }}
{{- $more := merge (dict) (.extra | default dict) .root.Values.global.extraEnv .root.Values.global.env }}
{{- range $name, $value := $more }}
- name: {{ $name }}
  {{- if kindIs "map" $value }}
  {{- toYaml $value | nindent 2 }}
  {{- else }}
  value: {{ $value | quote }}
  {{- end }}
{{- end }}
{{- end }}

{{- define "selvedge.mailEnv" -}}
{{- with (.Values.global.email).smtp }}
- name: SMTP_HOST
  value: {{ required "global.email.smtp needs a host" .host | quote }}
- name: SMTP_PORT
  value: {{ .port | default 587 | quote }}
{{- with .user }}
- name: SMTP_USER
  value: {{ . | quote }}
{{- end }}
{{- with .from }}
- name: SELVEDGE_MAIL_FROM
  value: {{ . | quote }}
{{- end }}
{{- if or .password (.passwordSecret).name }}
- name: SMTP_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ (.passwordSecret).name | default (printf "%s-connections" (include "selvedge.name" $)) }}
      key: {{ ternary ((.passwordSecret).passwordKey | default "SMTP_PASSWORD") "SMTP_PASSWORD" (not (empty (.passwordSecret).name)) }}
{{- end }}
{{- end }}
{{- end }}

{{/* Of W&B's chart; what is not said is its default. */}}
{{- define "selvedge.limitsEnv" -}}
{{- with (.Values.global.api).rateLimits }}
{{- if .enabled }}
- name: SELVEDGE_LIMITS_FILESTREAM_COUNT
  value: {{ .filestreamCount | default 500 | int64 | quote }}
- name: SELVEDGE_LIMITS_FILESTREAM_SIZE
  value: {{ .filestreamSize | default 120000000 | int64 | quote }}
- name: SELVEDGE_LIMITS_FILESTREAM_PER_RUN_COUNT
  value: {{ .fileStreamPerRunCount | default 2 | int64 | quote }}
- name: SELVEDGE_LIMITS_RUN_UPDATE_COUNT
  value: {{ .runUpdateCount | default 80 | int64 | quote }}
{{- end }}
{{- end }}
{{- end }}

{{- define "selvedge.mounts" -}}
- {name: tmp, mountPath: /tmp}
- {name: data, mountPath: /data}
{{- if include "selvedge.hasCa" . }}
- {name: ca, mountPath: /etc/selvedge/ca, readOnly: true}
{{- end }}
{{- end }}

{{- define "selvedge.volumes" -}}
- name: tmp
  emptyDir: {}
{{- if include "selvedge.single" . }}
- name: data
  persistentVolumeClaim: {claimName: {{ include "selvedge.name" . }}-data}
{{- else }}
- name: data
  emptyDir: {}
{{- end }}
{{- if include "selvedge.hasCa" . }}
- name: ca
  projected:
    sources:
      - configMap: {name: {{ include "selvedge.name" . }}-ca}
      {{- with .Values.global.caCertsConfigMap }}
      - configMap: {name: {{ . }}}
      {{- end }}
{{- end }}
{{- end }}

{{- define "selvedge.placement" -}}
{{- $own := index .root.Values .component }}
{{- with merge (dict) ($own.nodeSelector | default dict) .root.Values.global.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.global.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
tolerations:
  # a lost node is left after 30 s instead of the default 300
  - {key: node.kubernetes.io/not-ready, operator: Exists, effect: NoExecute, tolerationSeconds: 30}
  - {key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 30}
  {{- with concat .root.Values.global.tolerations ($own.tolerations | default list) }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- if $own.affinity }}
affinity: {{- toYaml $own.affinity | nindent 2 }}
{{- else if not (include "selvedge.single" .root) }}
affinity:
  podAntiAffinity:
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 100
        podAffinityTerm:
          topologyKey: kubernetes.io/hostname
          labelSelector:
            matchLabels:
              {{- include "selvedge.selector" . | nindent 14 }}
{{- end }}
{{- end }}
