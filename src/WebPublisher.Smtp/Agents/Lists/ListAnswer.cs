using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Smtp.Agents.Lists;

/// <summary>What lists in DNS say of an address.</summary>
/// <param name="Listed">The first provider that lists it; null when none does.</param>
/// <param name="Unavailable">The providers that could not be asked, with the reason of each; empty when all answered, or one lists it.</param>
internal readonly record struct ListAnswer(AddressListProvider? Listed, string Unavailable = "");
