{{/* What the operator asks of the API server, no more and no less: tests run it and compare both with the server's audit log. */}}

{{/* Kinds that people write in a namespace. */}}
{{- define "reconciler.kinds" -}}
{{- list "changerequests" "coprequests" "dedicatedinstances" "fleetsources" "holidaycalendars" "maintenancewindows" "supportcases" "upgradeplans" | toJson -}}
{{- end -}}

{{- define "reconciler.rules" -}}
{{- $kinds := include "reconciler.kinds" . | fromJsonArray -}}
# What people write is read, and gets a status.
- apiGroups: [ops.reconciler.dev]
  resources: {{ $kinds | toJson }}
  verbs: [list, watch]
- apiGroups: [ops.reconciler.dev]
  resources:
  {{- range $kinds }}
  - {{ . }}/status
  {{- end }}
  verbs: [patch]
# Templates of notices.
- apiGroups: [""]
  resources: [configmaps]
  verbs: [list, watch]
# The ledger, and what people are told.
- apiGroups: [ops.reconciler.dev]
  resources: [changetickets, notices]
  verbs: [list, watch, create, patch, delete]
- apiGroups: [ops.reconciler.dev]
  resources: [changetickets/status, notices/status]
  verbs: [patch]
{{- if .Values.fleetSources.enabled }}
# What repositories declare.
- apiGroups: [ops.reconciler.dev]
  resources: {{ $kinds | toJson }}
  verbs: [get, create, patch, delete]
- apiGroups: [""]
  resources: [configmaps]
  verbs: [get, create, patch, delete]
# What could refuse it. Without the right to look, each object of a revision is tried before the first is written: twice the time.
- apiGroups: [""]
  resources: [resourcequotas]
  verbs: [list]
{{- else }}
# Windows that are made from what people write.
- apiGroups: [ops.reconciler.dev]
  resources: [maintenancewindows]
  verbs: [create, patch, delete]
{{- end }}
{{ include "reconciler.rules.events" . }}
{{- end -}}

{{/* The policy is the cluster's, whatever is looked at beside it. */}}
{{- define "reconciler.rules.policy" -}}
- apiGroups: [ops.reconciler.dev]
  resources: [operationalpolicies]
  verbs: [list, watch]
{{- if not .Values.watchNamespace }}
- apiGroups: [ops.reconciler.dev]
  resources: [operationalpolicies/status]
  verbs: [patch]
{{- end }}
{{- if and .Values.fleetSources.enabled (ternary (not .Values.watchNamespace) .Values.fleetSources.policy (kindIs "invalid" .Values.fleetSources.policy)) }}
- apiGroups: [ops.reconciler.dev]
  resources: [operationalpolicies]
  verbs: [get, create, patch, delete]
{{- end }}
{{- if .Values.fleetSources.enabled }}
# What could refuse what repositories declare.
- apiGroups: [apiextensions.k8s.io]
  resources: [customresourcedefinitions]
  verbs: [get]
- apiGroups: [admissionregistration.k8s.io]
  resources:
  - mutatingadmissionpolicies
  - mutatingadmissionpolicybindings
  - mutatingwebhookconfigurations
  - validatingadmissionpolicies
  - validatingadmissionpolicybindings
  - validatingwebhookconfigurations
  verbs: [list]
{{- end }}
{{- end -}}

{{/* Events about objects; those about the policy lie in the namespace "default". */}}
{{- define "reconciler.rules.events" -}}
- apiGroups: [""]
  resources: [events]
  verbs: [get, create, patch]
{{- end -}}

{{/* Dots and lists for a binding: the role's kind, its name, and whom it is for. */}}
{{- define "reconciler.binding" -}}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: {{ .kind }}
  name: {{ .name }}
subjects:
- kind: ServiceAccount
  name: {{ include "reconciler.serviceAccount" .root }}
  namespace: {{ .root.Release.Namespace }}
{{- end -}}
