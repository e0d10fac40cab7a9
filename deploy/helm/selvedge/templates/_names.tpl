{{- define "selvedge.name" -}}{{ .Release.Name | trunc 50 | trimSuffix "-" }}{{- end }}

{{- define "selvedge.labels" -}}
app.kubernetes.io/name: selvedge
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "selvedge.selector" -}}
app.kubernetes.io/name: selvedge
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "selvedge.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}{{ .Values.serviceAccount.name | default (include "selvedge.name" .) }}{{ else }}{{ .Values.serviceAccount.name | default "default" }}{{ end }}
{{- end }}

{{/* Every image goes through here, so one registry can hold them all. */}}
{{- define "selvedge.registered" -}}
{{- $registry := .root.Values.global.imageRegistry | trimSuffix "/" }}
{{- if $registry }}{{ $registry }}/{{ regexReplaceAll "^[^/]+\\.[^/]+/" .image "" }}{{ else }}{{ .image }}{{ end }}
{{- end }}

{{- define "selvedge.image" -}}
{{- $name := include "selvedge.registered" (dict "root" . "image" .Values.image.repository) }}
{{- if .Values.image.digest }}{{ $name }}@{{ .Values.image.digest }}{{ else }}{{ $name }}:{{ .Values.image.tag | default .Chart.AppVersion }}{{ end }}
{{- end }}

{{- define "selvedge.pullSecrets" -}}
{{- with .Values.global.imagePullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ if kindIs "map" . }}{{ .name }}{{ else }}{{ . }}{{ end }}
  {{- end }}
{{- end }}
{{- end }}

{{- define "selvedge.poc" -}}{{ if eq .Values.profile "poc" }}true{{ end }}{{- end }}
{{/* One process with the embedded database: a poc that was given no MySQL. */}}
{{- define "selvedge.embedded" -}}
{{- if and (eq .Values.profile "poc") (not .Values.global.mysql.host) (not .Values.mysql.install) }}true{{ end }}
{{- end }}

{{/* A poc without a bucket keeps its objects on a volume, which one process holds. */}}
{{- define "selvedge.single" -}}
{{- if and (eq .Values.profile "poc") (not (include "selvedge.bucket" . | fromYaml).name) }}true{{ end }}
{{- end }}

{{- define "selvedge.hostname" -}}{{ (urlParse .Values.global.host).hostname }}{{- end }}

{{- /* JSON list: the host and .more, without what is an address: the API refuses those as hosts of rules. */ -}}
{{- define "selvedge.hostnames" -}}
{{- $names := list }}
{{- range prepend (.more | default list) (include "selvedge.hostname" .root) }}
{{- if not (regexMatch "^([0-9.]+|.*:.*)$" .) }}{{ $names = append $names . }}{{ end }}
{{- end }}
{{- toJson $names }}
{{- end }}

{{- define "selvedge.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
fsGroup: 10001
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "selvedge.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}
