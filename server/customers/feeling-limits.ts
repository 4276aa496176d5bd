// Where a customer's answer counts as happy or unhappy, and their use as none. The screens read them too.

/** NPS: F. Reichheld, The One Number You Need to Grow, Harvard Business Review, 2003. */
export const PROMOTER_NPS = 9;
export const DETRACTOR_NPS = 6;
/** CSAT, 1 to 5, where NPS was not asked. */
export const HAPPY_CSAT = 4;
export const UNHAPPY_CSAT = 3;
export const IDLE_DAYS = 28;
