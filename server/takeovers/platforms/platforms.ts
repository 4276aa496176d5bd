import { dub } from './dub.ts';
import { firstpromoter } from './firstpromoter.ts';
import { partnerstack } from './partnerstack.ts';
import type { Platform } from './platform.ts';
import { rewardful } from './rewardful.ts';
import { tapfiliate } from './tapfiliate.ts';

export const PLATFORMS = { rewardful, firstpromoter, tapfiliate, partnerstack, dub } as const;

export const PLATFORM_KEYS = Object.keys(PLATFORMS) as PlatformKey[];
export type PlatformKey = keyof typeof PLATFORMS;

export function platformOf(key: PlatformKey): Platform {
  return PLATFORMS[key];
}
