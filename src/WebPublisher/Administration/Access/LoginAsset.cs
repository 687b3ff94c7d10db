using Microsoft.AspNetCore.Http;
using WebPublisher.Operations;

namespace WebPublisher.Administration.Access;

/// <summary>A file of the page at which a browser logs in.</summary>
/// <param name="path">Where it is.</param>
/// <param name="resource">What it is called in the executable.</param>
/// <param name="type">Its content type.</param>
internal sealed class LoginAsset(string path, string resource, string type) : OperationsEndpoint
{
    /// <summary>Where the page is.</summary>
    public const string PagePath = "/login";

    private readonly byte[] _content = Read(resource);

    /// <inheritdoc/>
    public override string Path => path;

    /// <inheritdoc/>
    internal override OperationsAudience Audience => OperationsAudience.Visitors;

    /// <summary>All files.</summary>
    public static IEnumerable<OperationsEndpoint> All() =>
    [
        new LoginAsset(PagePath, "login/login.html", "text/html; charset=utf-8"),
        new LoginAsset("/login/login.css", "login/login.css", "text/css; charset=utf-8"),
        new LoginAsset("/login/login.js", "login/login.js", "text/javascript; charset=utf-8"),
    ];

    /// <inheritdoc/>
    public override Task AnswerAsync(HttpContext http) => SendAsync(http, StatusCodes.Status200OK, type, _content);

    private static byte[] Read(string resource)
    {
        using var stream = typeof(LoginAsset).Assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
