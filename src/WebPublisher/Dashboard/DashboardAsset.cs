namespace WebPublisher.Dashboard;

/// <summary>A file of the dashboard, kept in the executable.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Content">Its octets.</param>
internal sealed record DashboardAsset(string Name, string Type, ReadOnlyMemory<byte> Content);
