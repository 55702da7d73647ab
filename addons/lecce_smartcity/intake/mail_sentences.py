# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Why a mail is not taken as a receipt, and what to do: Italian, English."""

MAIL_SENTENCES = {
    "mail_too_large": (
        "Il messaggio «{filename}» supera {limit} MB: non è una ricevuta. Importare il file della ricevuta.",
        "The mail “{filename}” is larger than {limit} MB: it is no receipt. Import the file of the receipt.",
    ),
    "mail_outlook": (
        "Il file «{filename}» è nel formato di Outlook (.msg): scaricare la ricevuta dalla webmail della PEC come .eml.",
        "The file “{filename}” is in Outlook's own format (.msg): download the receipt from the webmail as .eml.",
    ),
    "mail_unreadable": (
        "Il file «{filename}» non è un messaggio di posta: mancano mittente o data nelle intestazioni. Salvare la ricevuta intera, "
        "con intestazioni, come .eml.",
        "The file “{filename}” is not a mail: its headers lack sender or date. Save the whole receipt, with headers, as .eml.",
    ),
    "mail_too_complex": (
        "Il messaggio «{filename}» ha più di {limit} parti: non è una ricevuta. Scaricare di nuovo la ricevuta dalla casella.",
        "The mail “{filename}” has more than {limit} parts: it is no receipt. Download the receipt again from the mailbox.",
    ),
    "receipt_none": (
        "Il messaggio «{filename}» (oggetto: «{subject}») non è una ricevuta di PEC né un avviso di mancata consegna: importare le "
        "ricevute con oggetto «ACCETTAZIONE», «CONSEGNA» o «AVVISO».",
        "The mail “{filename}” (subject: “{subject}”) is neither a receipt of certified mail nor a bounce: import those whose "
        "subject "
        "begins with “ACCETTAZIONE”, “CONSEGNA” or “AVVISO”.",
    ),
    "receipt_envelope": (
        "«{filename}» è un messaggio ricevuto per PEC (busta di trasporto), non una ricevuta: importare le ricevute dei "
        "messaggi inviati.",
        "“{filename}” is a message received by certified mail, not a receipt: import the receipts of messages sent.",
    ),
    "receipt_without_data": (
        "La ricevuta «{filename}» ({kind}) non ha l’allegato daticert.xml: scaricarla di nuovo dalla casella, intera, come .eml.",
        "The receipt “{filename}” ({kind}) lacks its daticert.xml: download it again from the mailbox, whole, as .eml.",
    ),
    "receipt_data_twice": (
        "La ricevuta «{filename}» ha più di un daticert.xml: non è come un gestore l’ha scritta. Scaricarla di nuovo dalla casella.",
        "The receipt “{filename}” has more than one daticert.xml: no provider wrote it so. Download it again from the mailbox.",
    ),
    "receipt_data_damaged": (
        "Il daticert.xml di «{filename}» è danneggiato alla riga {line}, colonna {column} ({message}): scaricare di nuovo la "
        "ricevuta.",
        "The daticert.xml of “{filename}” is damaged at line {line}, column {column} ({message}): download the receipt again.",
    ),
    "receipt_data_unsafe": (
        "Il daticert.xml di «{filename}» contiene ciò che nessun gestore vi scrive ({reason}): non viene letto. Verificare da "
        "dove viene.",
        "The daticert.xml of “{filename}” holds what no provider writes there ({reason}): it is not read. Find out where it "
        "comes from.",
    ),
    "receipt_field_missing": (
        "Nel daticert.xml di «{filename}» manca {place}: scaricare di nuovo la ricevuta dalla casella.",
        "The daticert.xml of “{filename}” lacks {place}: download the receipt again from the mailbox.",
    ),
    "receipt_date_invalid": (
        "La data della ricevuta «{filename}» non si legge ({value}): scaricarla di nuovo dalla casella.",
        "The date of the receipt “{filename}” cannot be read ({value}): download it again from the mailbox.",
    ),
    "receipt_kind_unknown": (
        "La ricevuta «{filename}» è di un tipo che non si conosce ({kind}): registrare la prova a mano, con il file allegato.",
        "The receipt “{filename}” is of an unknown kind ({kind}): enter the evidence by hand, with the file attached.",
    ),
    "receipt_contradicts": (
        "La ricevuta «{filename}» si contraddice: {place} dice «{header}», i dati firmati dal gestore «{data}». Non vale come "
        "prova: "
        "scaricarla di nuovo dalla casella.",
        "The receipt “{filename}” contradicts itself: {place} says “{header}”, the data signed by the provider “{data}”. It proves "
        "nothing: download it again from the mailbox.",
    ),
    "receipt_altered": (
        "La ricevuta «{filename}» è stata modificata dopo la firma di {signer}: non vale come prova. Scaricarla di nuovo dalla "
        "casella "
        "come .eml, senza aprirla e salvarla con altri programmi.",
        "The receipt “{filename}” was altered after {signer} signed it: it proves nothing. Download it again from the mailbox "
        "as .eml, "
        "without opening and saving it in other programs.",
    ),
    "receipt_without_message": (
        "La ricevuta «{filename}» non dice a quale messaggio si riferisce (Message-ID): registrare la prova a mano, con il file "
        "allegato.",
        "The receipt “{filename}” does not say which message it is about (Message-ID): enter the evidence by hand, with the "
        "file attached.",
    ),
    "bounce_damaged": (
        "L’avviso «{filename}» non dice quale destinatario non è stato raggiunto ({place}): registrare la prova a mano, con il "
        "file allegato.",
        "The bounce “{filename}” does not say which recipient was not reached ({place}): enter the evidence by hand, with the "
        "file attached.",
    ),
    "mail_archive_damaged": (
        "L’archivio «{filename}» è danneggiato o protetto da password: crearlo di nuovo, o caricare i file .eml uno per uno.",
        "The archive “{filename}” is damaged or protected by a password: make it again, or upload the .eml files themselves.",
    ),
    "mail_archive_too_large": (
        "L’archivio «{filename}» è troppo grande (al massimo {files} messaggi e {limit} MB in tutto): dividerlo.",
        "The archive “{filename}” is too large ({files} mails and {limit} MB in all at most): split it.",
    ),
}
