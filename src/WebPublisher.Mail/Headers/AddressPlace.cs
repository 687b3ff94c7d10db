using WebPublisher.Mail.Addresses;

namespace WebPublisher.Mail.Headers;

/// <summary>Where in the value of a field an address stands.</summary>
/// <param name="Address">The address.</param>
/// <param name="Start">Where a line may be broken before it: at its angle bracket if it has one.</param>
/// <param name="LocalPart">The local part, with its quotation marks.</param>
/// <param name="Domain">The domain.</param>
internal readonly record struct AddressPlace(MailAddress Address, int Start, Range LocalPart, Range Domain);
