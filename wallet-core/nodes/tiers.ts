/** The three kinds of FluxNode, smallest first. Older names: BASIC, SUPER, BAMF. */
export const nodeTiers = ['cumulus', 'nimbus', 'stratus'] as const;
export type NodeTier = (typeof nodeTiers)[number];
