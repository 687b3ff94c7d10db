namespace WebPublisher.Mail.Mime.Decoding;

/// <summary>Names of transfer encodings.</summary>
internal static class TransferEncodings
{
    /// <summary>Reads a name; false if it is none, and then what a reader that looks for the first word it knows would take.</summary>
    public static bool TryRead(string value, out TransferEncoding encoding)
    {
        var name = value.Trim(' ', '\t').ToLowerInvariant();
        switch (name)
        {
            // Spellings of "nothing was done" that were found in honest mail.
            case "" or "7bit" or "8bit" or "binary" or "7-bit" or "8-bit" or "7bits" or "8bits" or "7 bit" or "8 bit" or "none":
                encoding = TransferEncoding.Identity;
                return true;
            case "base64":
                encoding = TransferEncoding.Base64;
                return true;
            case "quoted-printable":
                encoding = TransferEncoding.QuotedPrintable;
                return true;
            case "uuencode" or "x-uuencode" or "uue" or "x-uue" or "x-uu":
                encoding = TransferEncoding.Uuencode;
                return true;
            case "yenc" or "x-yenc":
                encoding = TransferEncoding.Yenc;
                return true;
            default:
                encoding = Guess(name);
                return false;
        }
    }

    private static TransferEncoding Guess(string name)
    {
        var guess = (At: int.MaxValue, Encoding: TransferEncoding.Identity);
        foreach (var (word, encoding) in new[]
        {
            ("64", TransferEncoding.Base64), ("quot", TransferEncoding.QuotedPrintable), ("uu", TransferEncoding.Uuencode), ("yenc", TransferEncoding.Yenc),
        })
        {
            var at = name.IndexOf(word, StringComparison.Ordinal);
            if (at >= 0 && at < guess.At)
            {
                guess = (at, encoding);
            }
        }

        return guess.Encoding;
    }
}
