"""The lab's experiments, one file each; ``registry`` lists them. None imports torch before it runs."""
