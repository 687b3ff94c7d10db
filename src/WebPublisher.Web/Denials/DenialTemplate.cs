using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace WebPublisher.Web.Denials;

/// <summary>A denial's text in one form, ready as bytes up to and after the reference number.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Head">What comes before the reference number.</param>
/// <param name="Tail">What comes after it.</param>
internal sealed record DenialTemplate(string ContentType, byte[] Head, byte[] Tail)
{
    private const string Mark = "\u0001";

    private const string Style =
        ":root{color-scheme:light dark;--paper:#f5f6f8;--card:#fff;--ink:#1c2430;--quiet:#5b6675;--line:#dfe3e9;--accent:#b3261e}" +
        "@media(prefers-color-scheme:dark){:root{--paper:#12161c;--card:#1b212a;--ink:#e8ecf1;--quiet:#9aa6b5;--line:#2c3541;--accent:#ff8a80}}" +
        "*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1rem;background:var(--paper);color:var(--ink);" +
        "font:1rem/1.55 system-ui,-apple-system,\"Segoe UI\",Roboto,sans-serif}" +
        "main{width:100%;max-width:34rem;padding:2rem;background:var(--card);border:1px solid var(--line);border-top:4px solid var(--accent);border-radius:.6rem}" +
        "h1{margin:0 0 .75rem;font-size:1.4rem;line-height:1.3}p{margin:0 0 1rem}dl{margin:1.5rem 0 0;padding-top:1.25rem;border-top:1px solid var(--line);" +
        "display:grid;grid-template-columns:auto 1fr;gap:.35rem 1rem}dt{color:var(--quiet)}dd{margin:0;font-family:ui-monospace,Consolas,monospace;overflow-wrap:anywhere}";

    private static readonly FrozenDictionary<(DenialReason, DenialFormat), DenialTemplate> s_templates = Enum.GetValues<DenialReason>()
        .SelectMany(reason => Enum.GetValues<DenialFormat>().Select(format => (Key: (reason, format), Template: Make(new Denial(reason), format))))
        .ToFrozenDictionary(pair => pair.Key, pair => pair.Template);

    /// <summary>Lets the page show its own style and nothing else: no script, image, frame, form or base.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The template of a reason in a form.</summary>
    public static DenialTemplate For(DenialReason reason, DenialFormat format) => s_templates[(reason, format)];

    private static DenialTemplate Make(Denial denial, DenialFormat format)
    {
        var (contentType, text) = format switch
        {
            DenialFormat.Html => ("text/html; charset=utf-8", Html(denial)),
            DenialFormat.Json => ("application/problem+json", Json(denial)),
            _ => ("text/plain; charset=utf-8", Plain(denial)),
        };
        var mark = text.IndexOf(Mark, StringComparison.Ordinal);
        return new DenialTemplate(contentType, Encoding.UTF8.GetBytes(text[..mark]), Encoding.UTF8.GetBytes(text[(mark + Mark.Length)..]));
    }

    private static string Html(Denial denial)
    {
        var code = denial.Code == 0 ? "" : $"<dt>Code</dt><dd>{denial.Code}</dd>";
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{HtmlEncoder.Default.Encode(denial.Title)}</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
            <h1>{HtmlEncoder.Default.Encode(denial.Title)}</h1>
            <p>{HtmlEncoder.Default.Encode(DenialAdvice.For(denial.Reason))}</p>
            <dl><dt>Error</dt><dd>{Number(denial)}</dd>{code}<dt>Reference</dt><dd>{Mark}</dd></dl>
            </main>
            </body>
            </html>

            """;
    }

    private static string Plain(Denial denial)
    {
        var code = denial.Code == 0 ? "" : $", code {denial.Code}";
        return $"{denial.Title}\n{DenialAdvice.For(denial.Reason)}\n\nError {Number(denial)}{code}\nReference {Mark}\n";
    }

    private static string Json(Denial denial)
    {
        // RFC 9457: without a type of its own, the title is the status's; members beyond those are extensions.
        var subStatus = denial.SubStatus == 0 ? "" : $"\"subStatus\":{denial.SubStatus},";
        var code = denial.Code == 0 ? "" : $"\"code\":{denial.Code},";
        return $"{{\"type\":\"about:blank\",\"title\":\"{JavaScriptEncoder.Default.Encode(denial.Title)}\",\"status\":{denial.Status},{subStatus}{code}\"reference\":\"{Mark}\"}}\n";
    }

    private static string Number(Denial denial) => denial.SubStatus == 0 ? $"{denial.Status}" : $"{denial.Status}.{denial.SubStatus}";
}
