{{- define "reconciler.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "reconciler.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains (include "reconciler.name" .) .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "reconciler.name" .) | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "reconciler.selector" -}}
app.kubernetes.io/name: {{ include "reconciler.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "reconciler.labels" -}}
{{ include "reconciler.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "reconciler.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (include "reconciler.fullname" .) -}}
{{- end -}}

{{- define "reconciler.lease" -}}
{{- .Values.lease.name | default (include "reconciler.fullname" .) -}}
{{- end -}}

{{- define "reconciler.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) -}}
{{- end -}}
{{- end -}}

{{/* Cluster-scoped names hold the namespace too, parted by what neither can have: no two releases of a cluster share one. */}}
{{- define "reconciler.clusterName" -}}
{{- printf "%s:%s" .Release.Namespace (include "reconciler.fullname" .) -}}
{{- end -}}

{{/* What would be wrong, and only show later. */}}
{{- define "reconciler.check" -}}
{{- if and (ne .Values.announce.mode "observe") (not .Values.outbox.enabled) -}}
{{- fail (printf "announce.mode %s needs outbox.enabled=true: mails are put into that volume, and without one nobody can be told" .Values.announce.mode) -}}
{{- end -}}
{{- if and .Values.outbox.enabled (gt (int .Values.replicas) 1) (ne .Values.outbox.accessMode "ReadWriteMany") -}}
{{- fail (printf "outbox.accessMode %s is for one node: set replicas=1, or take a volume that is ReadWriteMany" .Values.outbox.accessMode) -}}
{{- end -}}
{{- if not (or .Values.serviceAccount.create .Values.serviceAccount.name) -}}
{{- fail "serviceAccount.create=false needs serviceAccount.name: the account that is there already" -}}
{{- end -}}
{{- if not (regexMatch "^([0-9]+[hms])*(0*[1-9][0-9]*[hm]|0*([3-9]|[1-9][0-9]+)s)([0-9]+[hms])*$" .Values.lease.duration) -}}
{{- fail (printf "lease.duration %s is too short: the operator takes 3s or more" .Values.lease.duration) -}}
{{- end -}}
{{- range list (include "reconciler.name" .) (include "reconciler.fullname" .) -}}
{{- if not (regexMatch "^[a-z]([-a-z0-9]*[a-z0-9])?$" .) -}}
{{- fail (printf "%s can not be the name of a Service: letters, digits and dashes, a letter first; set fullnameOverride, and nameOverride where it is that" .) -}}
{{- end -}}
{{- end -}}
{{- $values := dict "announce" "announce.mode" "namespace" "watchNamespace" "data" "fleetSources.enabled" "outbox" "outbox.enabled" "lease" "lease.name" "lease-namespace" "the release's namespace" "lease-duration" "lease.duration" "identity" "the pod's name" "listen" "metrics.port" "log-format" "log.format" "log-level" "log.level" -}}
{{- range $argument := .Values.extraArgs -}}
{{- with get $values (regexFind "^--[a-z-]+" $argument | trimPrefix "--") -}}
{{- fail (printf "extraArgs repeats an option of the chart: %s is made of %s" $argument .) -}}
{{- end -}}
{{- end -}}
{{- $own := list "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" "helm.sh/chart" -}}
{{- range $label, $_ := .Values.commonLabels -}}
{{- if has $label $own -}}
{{- fail (printf "commonLabels repeats a label of the chart: %s" $label) -}}
{{- end -}}
{{- $own = append $own $label -}}
{{- end -}}
{{- range $label, $_ := .Values.podLabels -}}
{{- if has $label $own -}}
{{- fail (printf "podLabels repeats a label that the pods have already: %s" $label) -}}
{{- end -}}
{{- end -}}
{{- $variables := list "POD_NAME" "POD_NAMESPACE" "TMPDIR" "DOTNET_EnableDiagnostics" -}}
{{- range .Values.extraEnv -}}
{{- if has .name $variables -}}
{{- fail (printf "extraEnv names a variable twice, or one that the chart sets: %s" .name) -}}
{{- end -}}
{{- $variables = append $variables .name -}}
{{- end -}}
{{- $spaces := list -}}
{{- range .Values.fleetSources.secrets -}}
{{- if has .namespace $spaces -}}
{{- fail (printf "fleetSources.secrets names the namespace %s twice: put all names into one entry" .namespace) -}}
{{- end -}}
{{- $spaces = append $spaces .namespace -}}
{{- end -}}
{{- end -}}
