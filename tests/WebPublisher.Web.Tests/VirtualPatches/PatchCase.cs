using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using WebPublisher.Web.Pipeline;
using WebPublisher.Web.VirtualPatches;

namespace WebPublisher.Web.Tests.VirtualPatches;

/// <summary>A request written down in a line: <c>POST /path?query ¦ Field: value ¦¦ body</c>, where <c>\r \n \0</c> in a body stand for those characters.</summary>
public sealed record PatchCase(string Patch, bool IsAttack, string Request)
{
    internal PatchedRequest Parse(out PatchedBody body)
    {
        var (head, content) = Request.Split(" ¦¦ ") is [var first, var second] ? (first, second) : (Request, "");
        var lines = head.Split(" ¦ ");
        var space = lines[0].IndexOf(' ', StringComparison.Ordinal);
        var fields = new HeaderDictionary();
        foreach (var line in lines[1..])
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            fields.Append(line[..colon], line[(colon + 1)..].Trim());
        }

        Assert.True(Authority.TryParse("mail.example.test", out var authority));
        Assert.True(CanonicalTarget.TryParse(authority, lines[0][(space + 1)..], out var target, out var reason), reason);
        content = content.Replace("\\r", "\r", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\0", "\0", StringComparison.Ordinal);
        body = new PatchedBody(new ReadOnlySequence<byte>(Encoding.Latin1.GetBytes(content)), ((IHeaderDictionary)fields).ContentType.ToString());
        return new PatchedRequest(lines[0][..space], target, fields);
    }

    public override string ToString() => $"{(IsAttack ? "attack" : "twin")} {Patch}: {(Request.Length > 140 ? Request[..140] : Request)}";
}
