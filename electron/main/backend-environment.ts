/**
 * The variables the backend is given: where its home and temporary folders are, language and time zone. Everything else
 * stays behind, `NODE_OPTIONS`, `NODE_EXTRA_CA_CERTS`, `NODE_TLS_REJECT_UNAUTHORIZED` and proxies with it: no environment
 * variable weakens anything.
 */
const passed: ReadonlySet<string> = new Set([
  'APPDATA',
  'HOME',
  'LANG',
  'LC_ALL',
  'LOCALAPPDATA',
  'PATH',
  'SYSTEMROOT',
  'TEMP',
  'TMP',
  'TMPDIR',
  'TZ',
  'USERPROFILE',
  'WINDIR',
]);

export function backendEnvironment(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && passed.has(name.toUpperCase())) kept[name] = value;
  }
  return kept;
}
