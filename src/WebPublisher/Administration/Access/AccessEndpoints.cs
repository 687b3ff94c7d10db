using WebPublisher.Operations;

namespace WebPublisher.Administration.Access;

/// <summary>By which browsers log in and out at the operations listener.</summary>
internal static class AccessEndpoints
{
    /// <summary>All of them.</summary>
    public static IEnumerable<OperationsEndpoint> Of(NetworkAccess access) =>
        [.. LoginAsset.All(), new SessionEndpoint(), new SessionBeginEndpoint(access), new SessionEndEndpoint(access)];
}
