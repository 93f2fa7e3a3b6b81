/** How long a judgement may take: seconds, a minute, or as long as it is given. */
export const tiers = ['smoke', 'ci', 'deep'] as const;

export type Tier = (typeof tiers)[number];

/** Cases per law where no number is given. */
export const runsOf: Readonly<Record<Tier, number>> = { smoke: 8, ci: 24, deep: 600 };
