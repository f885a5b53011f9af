/**
 * Set by the build: true in a packaged app. Ask `typeof __PACKAGED__ !== 'undefined' && __PACKAGED__` in code that tests
 * also run unbuilt; the build drops what stands behind the other answer.
 */
declare const __PACKAGED__: boolean;
