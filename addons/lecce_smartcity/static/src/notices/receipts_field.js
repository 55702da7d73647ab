import { useRef } from "@odoo/owl";
import { useDropzone } from "@web/core/dropzone/dropzone_hook";
import { useFileUploader } from "@web/core/utils/files";
import { registry } from "@web/core/registry";
import { Many2ManyBinaryField, many2ManyBinaryField } from "@web/views/fields/many2many_binary/many2many_binary_field";

/** Files of a record that can also be dropped: receipts come by the dozen from a mail program. */
export class ReceiptsField extends Many2ManyBinaryField {
    static template = "lecce_smartcity.ReceiptsField";

    setup() {
        super.setup();
        this.zone = useRef("zone");
        this.upload = useFileUploader();
        useDropzone(this.zone, (ev) => this.onDrop(ev), "o_receipts_dropzone", () => !this.props.readonly);
    }

    async onDrop(ev) {
        const files = await this.upload("/web/binary/upload_attachment", {
            csrf_token: odoo.csrf_token,
            ufile: [...ev.dataTransfer.files],
            model: this.props.record.resModel,
            id: this.props.record.resId || 0,
        });
        if (files) {
            await this.onFileUploaded(files);
        }
    }
}

registry.category("fields").add("association_receipts", { ...many2ManyBinaryField, component: ReceiptsField });
