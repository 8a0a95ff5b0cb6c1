"""Site profiles, one YAML a host; `_template.yaml` is where a new one starts."""
