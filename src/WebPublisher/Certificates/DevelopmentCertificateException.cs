namespace WebPublisher.Certificates;

/// <summary>Development certificates cannot be made as asked. The message is for the operator.</summary>
public sealed class DevelopmentCertificateException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public DevelopmentCertificateException()
    {
    }

    /// <summary>Makes one with what went wrong and what to do.</summary>
    public DevelopmentCertificateException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with what went wrong, what to do, and the cause.</summary>
    public DevelopmentCertificateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
