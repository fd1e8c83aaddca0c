import { z } from 'zod';

/** Made by the client for each act: sent again, it is done once. */
export const actId = z.string().regex(/^[\w-]{8,64}$/);
/** What an adviser says to a person. */
export const saidText = z.string().trim().min(1).max(4000);
/** What an adviser writes for colleagues. */
export const noteText = z.string().trim().max(4000);
/** The version of the conversation that was on the adviser's screen. */
export const shownVersion = z.number().int().min(1);
