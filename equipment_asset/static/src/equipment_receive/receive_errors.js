import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError, RPCError } from "@web/core/network/rpc";

/** What went wrong, in words for the person at the loading ramp. Other errors are not for him. */
export function explainError(error) {
    if (error instanceof ConnectionLostError) {
        return _t("No connection. Nothing is lost: go where there is a signal and try again.");
    }
    if (error instanceof RPCError && error.data?.message) {
        return error.data.message;
    }
    throw error;
}
