using WebPublisher.Mail.Dns;
using WebPublisher.Mail.Tests.Dns;
using WebPublisher.Mail.Tests.Testing;

namespace WebPublisher.Mail.Tests.Fuzz;

/// <summary>Well-formed sessions, addresses, replies and contents to damage.</summary>
internal static class FuzzCorpus
{
    public static IReadOnlyList<byte[]> All { get; } =
    [
        .. new[]
        {
            "EHLO client.test\r\nMAIL FROM:<a@client.test> SIZE=840 BODY=8BITMIME\r\nRCPT TO:<user@corp.test> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;a+2Bb@corp.test\r\nDATA\r\n",
            "MAIL FROM:<\"a>b\\\" c\"@[IPv6:2001:db8::1]> SMTPUTF8 RET=HDRS ENVID=QQ+2B1 AUTH=e+3Dmc2@example.test\r\n",
            "MAIL FROM:<@r.test,@s.test:\u00c3\u00bcser@b\u00c3\u00bccher.test> SMTPUTF8 BODY=BINARYMIME\r\nBDAT 138 LAST\r\n",
            "RCPT TO:<postmaster>\r\nRCPT TO:<user%elsewhere.test@[192.0.2.1]>\r\nRCPT TO:<a@b.test> ORCPT=utf-8;\u00c3\u00bc@b.test\r\n",
            "HELO [192.0.2.1]\r\nHELP MAIL\r\nVRFY user\r\nEXPN staff\r\nNOOP x\r\nRSET\r\nSTARTTLS\r\nQUIT\r\n",
            "AUTH PLAIN AHVzZXIAcGFzcw==\r\nAUTH LOGIN\r\nAUTH EXTERNAL =\r\n",
            "user.name+tag@example.test", "\"quoted \\\\ part\"@[x25:4711]", "\u00e4\u00be\u008b@\u00e4\u00be\u008b\u00e5\u00ad\u0090.test", "AHVzZXIAcGFzcw==",
            "250-inner.test Hello [192.0.2.1]\r\n250-SIZE 37748736\r\n250-AUTH PLAIN LOGIN\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n",
            "550-5.7.1 one\r\n550 5.7.1 two\r\n354 go\r\n250 2.0.0\r\n",
            "Received: from a\r\nSubject: t\r\n\r\n..body\r\n.\r\nQUIT\r\n",
            "From: a@client.test\r\n\r\nfirst\n.\rMAIL FROM:<b@client.test>\r\n.\r\n", ".\r\n", "Received : x\r\n folded\r\n\r\n\u00c3\u00a9\r\n.",
            "From: a\r\nX-MS-Exchange-Organization-SCL : 1\r\n more\r\nAuthentication-Results:\r\n (c\\)) \"mx.test\"; none\r\nX-MS-Exchange-Forest-A: 1\r\n\r\nx",
            "Content-Type: multipart/mixed; boundary=\"a\"\r\n\r\n--a\r\nContent-Type: text/html; charset=utf-16\r\n\r\n<p title='>'>&auml;</p><!-- x -->\r\n--a\r\n"
                + "Content-Disposition: attachment; filename*0*=utf-8''%C3%BC; filename*1=.zip\r\nContent-Transfer-Encoding: base64\r\n\r\nUEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==\r\n--a--\r\n",
            "Subject: =?utf-8?Q?a=C3?= =?utf-8?B?vA==?=\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nContent-Type: text/plain=\r\n; x\r\n\r\n=C3=BC =\r\n",
            "\r\nbegin 644 a.txt\r\n%:&5L;&\\`\r\n`\r\nend\r\n=ybegin line=128 size=1 name=b\r\nk=}\r\n=yend\r\n",
            "Content-Transfer-Encoding: base64\r\nContent-Type: application/gzip\r\n\r\nH4sIAAAAAAAAA8tIzcnJBwCGphA2BQAAAA==\r\n",
            "v=spf1 +ip4:192.0.2.0/24 ip6:2001:db8::/32 a:%{d2r-}.example.test/24//64 mx/0 ptr exists:%{ir}.%{v}._spf.%{D} ?include:b.test redirect=%{o}.c.test exp=e.%{h}",
        }.Select(Segments.Octets),
        new WireResponse(DnsType.Mx, "a.example.test").Alias("a.example.test", "b.test").Mx("b.test", 10, "mail.b.test").Soa("b.test", 60).ToArray(),
        new WireResponse(DnsType.Txt, "a.example.test").Txt("a.example.test", "v=spf1", " -all").Address("x.test", "192.0.2.1").Address("x.test", "2001:db8::1").ToArray(),
    ];
}
