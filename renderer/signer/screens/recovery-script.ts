/** SHA-256 of `assets/recovery/recover.mjs` of this version, for the sheet: paper outlives a download page. */
export const RECOVERY_SCRIPT_SHA256 = 'f1754a9b492bbb0f851410d142274761020b13c0467807dc4024e18c8bc710a8';
