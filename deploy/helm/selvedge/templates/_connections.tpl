{{/* The server reads MYSQL, REDIS and BUCKET, as W&B's does. Passwords come in by Kubernetes' own $(NAME). */}}

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

{{- define "selvedge.mysqlUrl" -}}
{{- $m := .Values.global.mysql -}}
mysql://{{ $m.user }}:$(MYSQL_PASSWORD)@{{ include "selvedge.mysqlHost" . }}:{{ $m.port }}/{{ $m.database }}?tls={{ include "selvedge.mysqlTls" . }}
{{- if $m.caCert }}&ssl-ca=/etc/selvedge/ca/mysql.crt{{ end }}
{{- end }}

{{- define "selvedge.redisUrl" -}}
{{- $r := .Values.global.redis -}}
{{- $port := splitn "?" 2 ($r.port | toString) -}}
{{- $options := merge (dict) ($r.params | default dict) ($r.parameters | default dict) -}}
{{- $query := list -}}
{{- if $port._1 }}{{ $query = append $query $port._1 }}{{ end -}}
{{- range $name, $value := $options }}{{ $query = append $query (printf "%s=%v" $name $value) }}{{ end -}}
{{- if $r.caCert }}{{ $query = append $query "caCertPath=/etc/selvedge/ca/redis.crt" }}{{ end -}}
redis://{{ if include "selvedge.redisPassword" . }}:$(REDIS_PASSWORD)@{{ end }}{{ include "selvedge.redisHost" . }}:{{ $port._0 }}{{ with $query }}?{{ join "&" . }}{{ end }}
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

{{/* Three shapes: a bucket's name; host:port with the bucket in path; host/bucket. */}}
{{- define "selvedge.bucketUrl" -}}
{{- $b := include "selvedge.bucket" . | fromYaml -}}
{{- $scheme := ternary "cw" "s3" (eq $b.provider "cw") -}}
{{- $name := splitn "?" 2 $b.name -}}
{{- $path := splitn "?" 2 ($b.path | default "") -}}
{{- $query := list -}}
{{- range (list $name._1 $path._1) }}{{ with . }}{{ $query = append $query . }}{{ end }}{{ end -}}
{{- with $b.region }}{{ if not (contains "region=" (join "&" $query)) }}{{ $query = append $query (printf "region=%s" .) }}{{ end }}{{ end -}}
{{- with $b.kmsKey }}{{ $query = append $query (printf "kms=%s" .) }}{{ end -}}
{{- with $b.publicEndpoint }}{{ $query = append $query (printf "public=%s" .) }}{{ end -}}
{{- $tail := trimAll "/" $path._0 -}}
{{ $scheme }}://{{ if include "selvedge.bucketCredentials" . }}$(BUCKET_ACCESS_KEY):$(BUCKET_SECRET_KEY)@{{ end }}{{ trimSuffix "/" $name._0 }}{{ with $tail }}/{{ . }}{{ end }}{{ with $query }}?{{ join "&" . }}{{ end }}
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
- name: MYSQL
  value: {{ include "selvedge.mysqlUrl" . | quote }}
{{- if include "selvedge.redisHost" . }}
{{- if include "selvedge.redisPassword" . }}
{{- $s := .Values.global.redis.secret }}
{{ include "selvedge.secretEnv" (dict "name" "REDIS_PASSWORD" "secret" $s.secretName "own" $own "key" (ternary $s.secretKey "REDIS_PASSWORD" (ne $s.secretName ""))) }}
{{- end }}
- name: REDIS
  value: {{ include "selvedge.redisUrl" . | quote }}
{{- end }}
{{- end }}
{{- $b := include "selvedge.bucket" . | fromYaml }}
{{- if $b.name }}
{{- if include "selvedge.bucketCredentials" . }}
{{- $s := $b.secret | default dict }}
{{ include "selvedge.secretEnv" (dict "name" "BUCKET_ACCESS_KEY" "secret" $s.secretName "own" $own "key" (ternary ($s.accessKeyName | default "ACCESS_KEY") "BUCKET_ACCESS_KEY" (ne ($s.secretName | default "") ""))) }}
{{ include "selvedge.secretEnv" (dict "name" "BUCKET_SECRET_KEY" "secret" $s.secretName "own" $own "key" (ternary ($s.secretKeyName | default "SECRET_KEY") "BUCKET_SECRET_KEY" (ne ($s.secretName | default "") ""))) }}
{{- end }}
- name: BUCKET
  value: {{ include "selvedge.bucketUrl" . | quote }}
{{- with $b.region }}
- name: AWS_REGION
  value: {{ . | quote }}
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
{{- $_ := set $data "BUCKET_ACCESS_KEY" $b.accessKey }}{{- $_ := set $data "BUCKET_SECRET_KEY" $b.secretKey }}
{{- end }}
{{- range $name, $value := $data }}
{{ $name }}: {{ $value | b64enc }}
{{- end }}
{{- end }}

{{- define "selvedge.hasCa" -}}
{{- if or .Values.global.customCACerts .Values.global.caCertsConfigMap .Values.global.mysql.caCert .Values.global.redis.caCert }}true{{ end }}
{{- end }}
