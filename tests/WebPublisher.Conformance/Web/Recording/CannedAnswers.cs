using System.Text;

namespace WebPublisher.Conformance.Web.Recording;

/// <summary>What the front end answers below <c>/resp/</c>: answers that are broken, ambiguous or tell too much, by the name that stands there.</summary>
internal static class CannedAnswers
{
    private const string Ok = "HTTP/1.1 200 OK\r\n";
    private const string Two = "Content-Length: 2\r\n";
    private const string Poison = "HTTP/1.1 200 POISON\r\n";

    /// <summary>Whether the front end closes the connection after this answer.</summary>
    public static bool Closes(string name) => name is "short" or "chunk_trunc" or "no_head";

    /// <summary>The octets of an answer, or null where there is none of that name.</summary>
    public static byte[]? Find(string name) => Text(name) is { } text ? Octets.Of(text) : null;

    private static string? Text(string name) => name switch
    {
        "ok" => $"{Ok}{Two}\r\nok",

        // Two lengths, or one that is none.
        "cl_te" => $"{Ok}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        "dup_cl" => $"{Ok}{Two}Content-Length: 30\r\n\r\nok{Poison}X: y\r\n\r\n",
        "cl_plus" => $"{Ok}Content-Length: +2\r\n\r\nok",
        "te_obf" => $"{Ok}Transfer-Encoding: xchunked\r\n{Two}\r\nok",
        "sp_name" => $"{Ok}Content-Length : 2\r\n{Two}\r\nok",

        // More than the answer, or less.
        "extra" => $"{Ok}{Two}\r\nok{Poison}Content-Length: 6\r\nX-Poison: 1\r\n\r\npoison",
        "short" => $"{Ok}Content-Length: 50\r\n\r\nnot fifty",
        "chunk_trunc" => $"{Ok}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        "204_body" => "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello",
        "304_body" => $"HTTP/1.1 304 Not Modified\r\n\r\n{Poison}Content-Length: 0\r\n\r\n",

        // Heads.
        "bare_lf" => "HTTP/1.1 200 OK\nContent-Length: 2\n\nok",
        "nul_hdr" => $"{Ok}X-A: a\0b\r\n{Two}\r\nok",
        "cr_hdr" => $"{Ok}X-A: a\rX-Injected: 1\r\n{Two}\r\nok",
        "fold" => $"{Ok}X-A: a\r\n X-Injected: 1\r\n{Two}\r\nok",
        "status_bad" => $"HTTP/1.1 2000 OK\r\n{Two}\r\nok",
        "ver_bad" => $"HTTP/2.0 200 OK\r\n{Two}\r\nok",
        "no_head" => "what is this\r\n\r\n",
        "hdr_huge" => $"{Ok}X-Big: {new string('a', 2_000_000)}\r\n{Two}\r\nok",
        "hdr_many" => $"{Ok}{Many(20_000)}{Two}\r\nok",

        // What was not asked for.
        "101_unasked" => "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nTUNNEL",
        "1xx_flood" => $"{string.Concat(Enumerable.Repeat("HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n", 2_000))}{Ok}{Two}\r\nok",

        // What nobody outside should read.
        "server_banner" => $"{Ok}Server: Microsoft-IIS/10.0\r\nX-Powered-By: ASP.NET\r\nX-AspNet-Version: 4.0.30319\r\nX-FEServer: EXCH01\r\nX-OWA-Version: 15.2.1118.7\r\n{Two}\r\nok",
        "hop" => $"{Ok}Connection: X-Secret, keep-alive\r\nX-Secret: 1\r\nKeep-Alive: timeout=5\r\nProxy-Authenticate: Basic\r\n{Two}\r\nok",
        "exe" => $"{Ok}Content-Type: text/plain\r\nContent-Length: 64\r\n\r\nMZ\u0090\0{new string('\0', 60)}",
        "abs_internal" => "HTTP/1.1 302 Found\r\nLocation: https://fe1.internal.test/owa/\r\nContent-Length: 0\r\n\r\n",
        "cookie_insecure" => $"{Ok}Set-Cookie: cadata=x; path=/\r\n{Two}\r\nok",
        _ => null,
    };

    private static string Many(int count)
    {
        var fields = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            fields.Append("X-").Append(i).Append(": y\r\n");
        }

        return fields.ToString();
    }
}
