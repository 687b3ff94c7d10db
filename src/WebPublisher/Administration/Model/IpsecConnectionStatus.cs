namespace WebPublisher.Administration.Model;

/// <summary>A connection of strongSwan.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Stands">Whether a security association stands as the policy wants it.</param>
/// <param name="Detail">Its cipher and age, or what is missing.</param>
internal sealed record IpsecConnectionStatus(
    string Name,
    bool Stands,
    string Detail);
