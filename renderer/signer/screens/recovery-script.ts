/** SHA-256 of `assets/recovery/recover.mjs` of this version, for the sheet: paper outlives a download page. */
export const RECOVERY_SCRIPT_SHA256 = '5c94b68e30969a082514ed43660e219200d7194a17adb665b594d2ac1ce42c81';
