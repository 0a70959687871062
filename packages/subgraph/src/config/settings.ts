import { z } from 'zod';
import { CONSOLE_SETTINGS } from './console-settings.js';
import { IDENTITY_SETTINGS } from './identity-settings.js';
import { LIMIT_SETTINGS } from './limit-settings.js';
import { SERVER_SETTINGS } from './server-settings.js';

/**
 * Every setting with what it promises, in the order of the documentation. `default` is applied here; `shown` tells a default that
 * depends on other settings.
 */
export const SETTINGS = z.object({ ...SERVER_SETTINGS, ...IDENTITY_SETTINGS, ...CONSOLE_SETTINGS, ...LIMIT_SETTINGS });

/** The settings as they are after parsing, before what depends on several of them is checked. */
export type Settings = z.output<typeof SETTINGS>;
