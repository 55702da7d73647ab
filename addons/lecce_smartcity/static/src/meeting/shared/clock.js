/** Seconds as a speaker's clock shows them: `125` → `2:05`, `-12` → `−0:12`. */
export function minutesAndSeconds(seconds) {
    const whole = Math.abs(Math.trunc(seconds));
    const sign = seconds < 0 && whole ? "−" : "";
    const hours = Math.floor(whole / 3600);
    const minutes = Math.floor((whole % 3600) / 60);
    const rest = String(whole % 60).padStart(2, "0");
    return hours ? `${sign}${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${sign}${minutes}:${rest}`;
}

/** Milliseconds since the epoch of a moment as the server writes it: UTC, `2026-04-18 09:30:00`. */
export function serverTime(text) {
    return Date.parse(`${text.replace(" ", "T")}Z`);
}

/** Seconds that a turn has lasted, `sinceSnapshot` milliseconds after the server told of it. */
export function elapsed(turn, sinceSnapshot) {
    return turn.elapsed + (turn.running ? Math.max(0, Math.floor(sinceSnapshot / 1000)) : 0);
}

/** How a turn stands: `{elapsed, left, over, share}`; `left` and `share` are null without a limit. */
export function standing(turn, sinceSnapshot) {
    const spoken = elapsed(turn, sinceSnapshot);
    if (!turn.limit) {
        return { elapsed: spoken, left: null, over: false, share: null };
    }
    return { elapsed: spoken, left: turn.limit - spoken, over: spoken > turn.limit, share: Math.min(1, spoken / turn.limit) };
}

/** The width of a bar in per cent: for the eye alone, the figures beside it are exact. */
export function width(count, total) {
    return total > 0 ? Math.min(100, (100 * count) / total) : 0;
}

/** The time in the hall, whatever the laptop's time zone. */
export function hallTime(milliseconds, locale = "it-IT") {
    return new Intl.DateTimeFormat(locale, { timeZone: "Europe/Rome", hour: "2-digit", minute: "2-digit", hour12: false }).format(milliseconds);
}
