{{/* Where teams' secrets are kept, when not in the database. Pods that serve know it; a Job needs none of them. */}}
{{- define "selvedge.secretStoreEnv" -}}
{{- with .Values.secrets.store }}
- name: SELVEDGE_SECRETS_STORE
  value: {{ . | quote }}
{{- end }}
{{- end }}

{{- define "selvedge.secretsHere" -}}{{ if hasPrefix "k8s-secretmanager" .Values.secrets.store }}true{{ end }}{{- end }}

{{- define "selvedge.secretsNamespace" -}}
{{- $query := (splitn "?" 2 .Values.secrets.store)._1 | default "" }}
{{- $named := regexFind "(^|&)namespace=[^&]*" $query }}
{{- regexReplaceAll "^&?namespace=" $named "" | default .Release.Namespace }}
{{- end }}

{{/* What the kubelet mounts by itself where automountServiceAccountToken is true, for the containers that need it. */}}
{{- define "selvedge.secretStoreMount" -}}
{{- if include "selvedge.secretsHere" . }}
- {name: account, mountPath: /var/run/secrets/kubernetes.io/serviceaccount, readOnly: true}
{{- end }}
{{- end }}

{{- define "selvedge.secretStoreVolume" -}}
{{- if include "selvedge.secretsHere" . }}
- name: account
  projected:
    sources:
      - serviceAccountToken: {path: token, expirationSeconds: 3607}
      - configMap: {name: kube-root-ca.crt, items: [{key: ca.crt, path: ca.crt}]}
      - downwardAPI: {items: [{path: namespace, fieldRef: {apiVersion: v1, fieldPath: metadata.namespace}}]}
{{- end }}
{{- end }}
