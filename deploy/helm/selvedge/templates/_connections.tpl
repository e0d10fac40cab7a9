{{/* The server reads the variables that W&B's does. Host, user and password apart, so that a password is taken as it is. */}}

{{- define "selvedge.mysqlHost" -}}
{{- if .Values.global.mysql.host }}{{ .Values.global.mysql.host }}{{ else if .Values.mysql.install }}{{ include "selvedge.name" . }}-mysql{{ end }}
{{- end }}

{{- define "selvedge.redisHost" -}}
{{- if .Values.global.redis.host }}{{ .Values.global.redis.host }}{{ else if .Values.redis.install }}{{ include "selvedge.name" . }}-redis{{ end }}
{{- end }}

{{- define "selvedge.mysqlTls" -}}
{{- $tls := .Values.global.mysql.tls | toString }}
{{- if .Values.global.mysql.caCert }}custom{{ else }}{{ $tls }}{{ end }}
{{- end }}

{{/* Options of Redis, from params, parameters and what W&B's values put behind the port. */}}
{{- define "selvedge.redisOptions" -}}
{{- $r := .Values.global.redis -}}
{{- $options := merge (dict) ($r.params | default dict) ($r.parameters | default dict) -}}
{{- $query := list -}}
{{- with (splitn "?" 2 ($r.port | toString))._1 }}{{ $query = append $query . }}{{ end -}}
{{- range $name, $value := $options }}{{ $query = append $query (printf "%s=%v" $name $value) }}{{ end -}}
{{ join "&" $query }}
{{- end }}

{{- define "selvedge.redisPassword" -}}
{{- if or .Values.global.redis.password .Values.global.redis.secret.secretName }}true{{ end }}
{{- end }}

{{/* bucket where it names one, else defaultBucket; unset fields have bucket's defaults. */}}
{{- define "selvedge.bucket" -}}
{{- $own := .Values.global.bucket }}
{{- if $own.name }}{{ toYaml $own }}{{ else }}{{ toYaml (merge (deepCopy (.Values.global.defaultBucket | default dict)) $own) }}{{ end }}
{{- end }}

{{- define "selvedge.bucketCredentials" -}}
{{- $b := include "selvedge.bucket" . | fromYaml }}
{{- if or $b.accessKey (and $b.secret $b.secret.secretName) }}true{{ end }}
{{- end }}

{{/* s3, cw, gs or az. */}}
{{- define "selvedge.bucketScheme" -}}
{{- $b := include "selvedge.bucket" . | fromYaml }}
{{- get (dict "s3" "s3" "aws" "s3" "minio" "s3" "cw" "cw" "coreweave" "cw" "gcs" "gs" "gs" "gs" "az" "az" "azure" "az") $b.provider }}
{{- end }}

{{/* A server of its own, by host[:port], rather than a bucket of a cloud by name; dots alone make no host. */}}
{{- define "selvedge.bucketHosted" -}}
{{- $b := include "selvedge.bucket" . | fromYaml }}
{{- $name := (splitn "?" 2 ($b.name | default ""))._0 }}
{{- if and (eq (include "selvedge.bucketScheme" .) "s3") (or (contains ":" $name) (contains "/" $name)) }}true{{ end }}
{{- end }}

{{/* Three shapes: a bucket's name; host:port with the bucket in path; host/bucket. */}}
{{- define "selvedge.bucketUrl" -}}
{{- $b := include "selvedge.bucket" . | fromYaml -}}
{{- $scheme := include "selvedge.bucketScheme" . -}}
{{- $name := splitn "?" 2 $b.name -}}
{{- $path := splitn "?" 2 ($b.path | default "") -}}
{{- $query := list -}}
{{- range (list $name._1 $path._1) }}{{ with . }}{{ $query = append $query . }}{{ end }}{{ end -}}
{{- if has $scheme (list "s3" "cw") -}}
{{- with $b.region }}{{ if not (contains "region=" (join "&" $query)) }}{{ $query = append $query (printf "region=%s" .) }}{{ end }}{{ end -}}
{{- with $b.kmsKey }}{{ $query = append $query (printf "kms=%s" .) }}{{ end -}}
{{- end -}}
{{- with $b.publicEndpoint }}{{ $query = append $query (printf "public=%s" .) }}{{ end -}}
{{- $where := trimAll "/" $name._0 -}}
{{- if eq $scheme "cw" }}{{ $where = regexReplaceAll "^cwobject\\.com/" $where "" }}{{ end -}}
{{- $tail := trimAll "/" $path._0 -}}
{{ $scheme }}://{{ if and (include "selvedge.bucketHosted" .) (include "selvedge.bucketCredentials" .) }}$(BUCKET_ACCESS_KEY):$(BUCKET_SECRET_KEY)@{{ end }}{{ $where }}{{ with $tail }}/{{ . }}{{ end }}{{ with $query }}?{{ join "&" . }}{{ end }}
{{- end }}

{{/* A variable from a literal that the chart put into its own Secret, or from a Secret of the administrator. */}}
{{- define "selvedge.secretEnv" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret | default .own }}
      key: {{ .key }}
{{- end }}

{{- define "selvedge.connectionEnv" -}}
{{- $own := .own }}
{{- with .root }}
{{- if not (include "selvedge.embedded" .) }}
{{- $m := .Values.global.mysql }}
{{ include "selvedge.secretEnv" (dict "name" "MYSQL_PASSWORD" "secret" $m.passwordSecret.name "own" (ternary (printf "%s-mysql" (include "selvedge.name" .)) $own .Values.mysql.install) "key" (ternary $m.passwordSecret.passwordKey "MYSQL_PASSWORD" (ne $m.passwordSecret.name ""))) }}
- name: MYSQL_HOST
  value: {{ include "selvedge.mysqlHost" . | quote }}
- name: MYSQL_PORT
  value: {{ $m.port | quote }}
- name: MYSQL_DATABASE
  value: {{ $m.database | quote }}
- name: MYSQL_USER
  value: {{ $m.user | quote }}
- name: SELVEDGE_DATABASE_TLS
  value: {{ include "selvedge.mysqlTls" . | quote }}
{{- if $m.caCert }}
- name: MYSQL_CA_CERT_PATH
  value: /etc/selvedge/ca/mysql.crt
{{- end }}
{{- if and (include "selvedge.redisHost" .) (not $.mysqlOnly) }}
{{- if include "selvedge.redisPassword" . }}
{{- $s := .Values.global.redis.secret }}
{{ include "selvedge.secretEnv" (dict "name" "REDIS_PASSWORD" "secret" $s.secretName "own" $own "key" (ternary $s.secretKey "REDIS_PASSWORD" (ne $s.secretName ""))) }}
{{- end }}
- name: REDIS_HOST
  value: {{ include "selvedge.redisHost" . | quote }}
- name: REDIS_PORT
  value: {{ (splitn "?" 2 (.Values.global.redis.port | toString))._0 | quote }}
{{- with include "selvedge.redisOptions" . }}
- name: REDIS_PARAMS
  value: {{ . | quote }}
{{- end }}
{{- if .Values.global.redis.caCert }}
- name: REDIS_CA_CERT
  value: /etc/selvedge/ca/redis.crt
{{- end }}
{{- end }}
{{- end }}
{{- $b := include "selvedge.bucket" . | fromYaml }}
{{- if and $b.name (not $.mysqlOnly) }}
{{- $scheme := include "selvedge.bucketScheme" . }}
{{- $s := $b.secret | default dict }}
{{- if and (eq $scheme "az") (include "selvedge.bucketCredentials" .) }}
{{ include "selvedge.secretEnv" (dict "name" "AZURE_STORAGE_KEY" "secret" $s.secretName "own" $own "key" (ternary ($s.accessKeyName | default "ACCESS_KEY") "BUCKET_ACCESS_KEY" (ne ($s.secretName | default "") ""))) }}
{{- else if include "selvedge.bucketCredentials" . }}
{{- $hosted := include "selvedge.bucketHosted" . }}
{{- /* of a server of its own they stand in the address; a cloud's are taken from the variables of its own tools */}}
{{ include "selvedge.secretEnv" (dict "name" (ternary "BUCKET_ACCESS_KEY" "AWS_ACCESS_KEY_ID" (eq $hosted "true")) "secret" $s.secretName "own" $own "key" (ternary ($s.accessKeyName | default "ACCESS_KEY") "BUCKET_ACCESS_KEY" (ne ($s.secretName | default "") ""))) }}
{{ include "selvedge.secretEnv" (dict "name" (ternary "BUCKET_SECRET_KEY" "AWS_SECRET_ACCESS_KEY" (eq $hosted "true")) "secret" $s.secretName "own" $own "key" (ternary ($s.secretKeyName | default "SECRET_KEY") "BUCKET_SECRET_KEY" (ne ($s.secretName | default "") ""))) }}
{{- end }}
- name: BUCKET
  value: {{ include "selvedge.bucketUrl" . | quote }}
{{- if and $b.region (has $scheme (list "s3" "cw")) }}
- name: AWS_REGION
  value: {{ $b.region | quote }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* Literal passwords of the values, as data of a Secret. */}}
{{- define "selvedge.literals" -}}
{{- $data := dict }}
{{- with .Values.global.mysql }}{{ if and .password (not .passwordSecret.name) }}{{ $_ := set $data "MYSQL_PASSWORD" .password }}{{ end }}{{ end }}
{{- with .Values.global.redis }}{{ if and .password (not .secret.secretName) }}{{ $_ := set $data "REDIS_PASSWORD" .password }}{{ end }}{{ end }}
{{- $b := include "selvedge.bucket" . | fromYaml }}
{{- if and $b.accessKey (not (and $b.secret $b.secret.secretName)) }}
{{- $hosted := eq (include "selvedge.bucketHosted" .) "true" }}
{{- $_ := set $data "BUCKET_ACCESS_KEY" (ternary (urlquery $b.accessKey) $b.accessKey $hosted) }}
{{- $_ := set $data "BUCKET_SECRET_KEY" (ternary (urlquery ($b.secretKey | default "")) ($b.secretKey | default "") $hosted) }}
{{- end }}
{{- with (.Values.global.email).smtp }}{{ if and .password (not (.passwordSecret).name) }}{{ $_ := set $data "SMTP_PASSWORD" .password }}{{ end }}{{ end }}
{{- range $name, $value := $data }}
{{ $name }}: {{ $value | b64enc }}
{{- end }}
{{- end }}

{{- define "selvedge.hasCa" -}}
{{- if or .Values.global.customCACerts .Values.global.caCertsConfigMap .Values.global.mysql.caCert .Values.global.redis.caCert }}true{{ end }}
{{- end }}
