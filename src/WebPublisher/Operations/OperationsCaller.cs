using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace WebPublisher.Operations;

/// <summary>Who asks the operations server for something.</summary>
/// <param name="Name">What the log calls it: <c>loopback</c>, <c>token prometheus</c>, <c>certificate anna@example.com</c>, <c>socket uid 0</c>.</param>
/// <param name="MayAct">Whether it may change things; otherwise it may look.</param>
internal sealed record OperationsCaller(string Name, bool MayAct)
{
    /// <summary>Whether it is a browser that has logged in.</summary>
    public bool IsSession { get; init; }

    /// <summary>Whether it is still let in; null for one that always is.</summary>
    public Func<bool>? Holds { get; init; }

    /// <summary>Who sent a request that has been admitted.</summary>
    public static OperationsCaller Of(HttpContext http) => http.Features.GetRequiredFeature<OperationsCaller>();
}
