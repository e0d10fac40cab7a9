{{/* What would fail later is refused now, with the way out. */}}
{{- define "selvedge.check" -}}
{{- $v := .Values -}}
{{- $prod := eq $v.profile "prod" -}}
{{- if not (or $v.global.host (eq $v.profile "poc")) }}{{ fail "global.host is the URL under which clients reach the server, for example https://wandb.example.org" }}{{ end -}}
{{- if and $v.global.host (not (regexMatch "^https?://[^/?#]+$" $v.global.host)) }}{{ fail (printf "global.host is scheme and host, without a path: %s" $v.global.host) }}{{ end -}}
{{- if and $prod (not (hasPrefix "https://" $v.global.host)) }}{{ fail "profile prod needs a global.host that begins with https://" }}{{ end -}}
{{- if and $prod (lt (int $v.app.replicas) 2) (not $v.app.autoscaling.enabled) }}{{ fail "profile prod needs app.replicas of 2 or more: one replica does not survive the loss of its node" }}{{ end -}}
{{- if and $v.app.autoscaling.enabled $prod (lt (int $v.app.autoscaling.min) 2) }}{{ fail "profile prod needs app.autoscaling.min of 2 or more" }}{{ end -}}
{{- if and (ne $v.profile "poc") (or $v.mysql.install $v.redis.install) }}{{ fail "mysql.install and redis.install are for profile poc; give global.mysql.host and global.redis.host" }}{{ end -}}
{{- if and (ne $v.profile "poc") (not $v.global.mysql.host) }}{{ fail (printf "profile %s needs global.mysql.host" $v.profile) }}{{ end -}}
{{- if and (ne $v.profile "poc") (not $v.global.redis.host) }}{{ fail (printf "profile %s needs global.redis.host" $v.profile) }}{{ end -}}
{{- $b := include "selvedge.bucket" . | fromYaml -}}
{{- if and (ne $v.profile "poc") (not $b.name) }}{{ fail (printf "profile %s needs global.bucket.name (or global.defaultBucket)" $v.profile) }}{{ end -}}
{{- if and $b.name (not (include "selvedge.bucketScheme" .)) }}{{ fail (printf "global.bucket.provider %s is none of s3, cw, gcs and az" $b.provider) }}{{ end -}}
{{- if and (eq (include "selvedge.bucketScheme" .) "gs") (include "selvedge.bucketCredentials" .) }}{{ fail "a bucket of Google is reached with workload identity or GOOGLE_APPLICATION_CREDENTIALS (app.extraEnv), not with global.bucket.accessKey" }}{{ end -}}
{{- if and (include "selvedge.mysqlHost" .) (not $v.mysql.install) (not $v.global.mysql.password) (not $v.global.mysql.passwordSecret.name) }}{{ fail "global.mysql needs a password or a passwordSecret.name" }}{{ end -}}
{{- if $v.global.auth.oidc }}{{ fail "global.auth.oidc is not built yet: an installation that must not be open would be. Remove it to go on with accounts of the server's own" }}{{ end -}}
{{- if $v.global.auth.ldap }}{{ fail "global.auth.ldap is not built yet. Remove it to go on with accounts of the server's own" }}{{ end -}}
{{- if $v.backup.enabled -}}
{{- if include "selvedge.embedded" . }}{{ fail "backup.enabled is for installations with MySQL; an embedded one is backed up by `selvedge backup create FOLDER`" }}{{ end -}}
{{- if not (or $v.backup.target $v.backup.targetSecret.name) }}{{ fail "backup.enabled needs backup.target, the address of a bucket other than the installation's own" }}{{ end -}}
{{- end -}}
{{- if and $v.gateway.enabled (not $v.gateway.parentRefs) }}{{ fail "gateway.enabled needs gateway.parentRefs" }}{{ end -}}
{{- end }}
