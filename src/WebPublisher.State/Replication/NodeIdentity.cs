namespace WebPublisher.State.Replication;

/// <summary>Who this node is, as its file has it.</summary>
/// <param name="Node">Its number, made at random with the file.</param>
/// <param name="Key">The installation's key it has.</param>
/// <param name="Salt">The safelist's salt it has.</param>
internal sealed record NodeIdentity(long Node, byte[] Key, byte[] Salt);
