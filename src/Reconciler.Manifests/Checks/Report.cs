namespace Reconciler.Manifests.Checks;

/// <summary>Takes what fields of one object contradict or lack, beyond their own shape.</summary>
/// <param name="rule">A constant of <see cref="ReadProblems"/>.</param>
/// <param name="path">Path of the field that stands for it.</param>
/// <param name="message">What is wrong.</param>
/// <param name="remedy">How to mend it.</param>
/// <returns>False once nothing more is listed.</returns>
internal delegate bool Report(string rule, string path, string message, string remedy);
