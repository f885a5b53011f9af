export * from './bridge.ts';
export * from './clipboard.ts';
export * from './session-epoch.ts';
