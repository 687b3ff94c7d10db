using System.Text;

namespace WebPublisher.WafSideBySide;

/// <summary>A request as a browser sends it to a webmail server.</summary>
internal static class BrowserRequest
{
    private const string Cookies = "roundcube_sessid=3q1vd0u6m2cq8k1r0s4t7n9p5a; roundcube_sessauth=Zk3vX0q9LmT2yRb7-1700000000; mailviewsplitter=250; colorMode=light";

    public static string Get(string target) => Head("GET", target, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8") + "\r\n";

    public static string Post(string target, string contentType, string body) =>
        $"{Head("POST", target, "*/*")}Origin: https://mail.example.com\r\nContent-Type: {contentType}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    private static string Head(string method, string target, string accept) =>
        $"{method} {target} HTTP/1.1\r\n"
        + "Host: mail.example.com\r\n"
        + "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r\n"
        + $"Accept: {accept}\r\n"
        + "Accept-Language: en-US,en;q=0.5\r\n"
        + "Accept-Encoding: gzip, deflate, br\r\n"
        + "Referer: https://mail.example.com/?_task=mail&_mbox=INBOX\r\n"
        + $"Cookie: {Cookies}\r\n"
        + "Sec-Fetch-Dest: document\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Site: same-origin\r\n"
        + "Connection: keep-alive\r\n";
}
