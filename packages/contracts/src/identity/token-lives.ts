import * as z from 'zod';

const whole = (most: number) => z.coerce.number().int().min(1).max(most);

/** `ACCESS_TOKEN_MINUTES`: how long an access token lives; a key that signed one is kept for a day longer than that. */
export const accessTokenMinutes = whole(1440);
/** `REFRESH_TOKEN_DAYS`: how long somebody who does nothing stays signed in. */
export const refreshTokenDays = whole(90);
