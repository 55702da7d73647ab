import { download } from "@web/core/network/download";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { getReportUrl } from "@web/webclient/actions/reports/utils";

/**
 * Our documents are drawn on the server without wkhtmltopdf: download them without asking whether it is installed.
 *
 * @param {Object} action the report action
 * @param {Object} options
 * @param {Object} env
 * @returns {Promise<boolean>} whether the report was ours
 */
async function downloadDrawnReport(action, options, env) {
    if (action.report_type !== "qweb-pdf" || !/^(lecce_smartcity|twinning_projects)\./.test(action.report_name)) {
        return false;
    }
    env.services.ui.block();
    try {
        await download({
            url: "/report/download",
            data: {
                data: JSON.stringify([getReportUrl(action, "pdf"), action.report_type]),
                context: JSON.stringify({ ...user.context, ...action.context }),
            },
        });
    } finally {
        env.services.ui.unblock();
    }
    return true;
}

registry.category("ir.actions.report handlers").add("lecce_smartcity.drawn_reports", downloadDrawnReport);
